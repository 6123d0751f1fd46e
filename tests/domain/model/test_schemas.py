import pytest
from anthropic import transform_schema

from domain.model import schemas


@pytest.mark.parametrize("schema", [schemas.MATCHES, schemas.STARTERS, schemas.INTRODUCTION])
def test_a_schema_is_as_the_sdk_would_send_it(schema: schemas.Schema) -> None:
    assert transform_schema(schema) == schema
