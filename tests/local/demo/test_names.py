"""Made-up names and the addresses that go with them."""

from random import Random

import pytest

from local.demo.names import draw_names, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Łukasz Wiśniewski", "lukasz.wisniewski"),
        ("Þórdís Guðmundsdóttir", "thordis.gudmundsdottir"),
        ("Nguyễn Thị Minh Châu", "nguyen.thi.minh.chau"),
        ("Siobhán Ní Dhonnchadha", "siobhan.ni.dhonnchadha"),
        ("Fiona O'Sullivan", "fiona.o.sullivan"),
        ("Yūki Ōta", "yuki.ota"),
        ("Gülşen Yıldırım", "gulsen.yildirim"),
        ("Håkon Weiß", "haakon.weiss"),
    ],
)
def test_letters_of_any_latin_alphabet_become_plain(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_a_taken_name_is_not_drawn_again() -> None:
    first = draw_names(Random(1), 20, taken=set())
    again = draw_names(Random(1), 20, taken={slug_of(name) for name in first})
    assert len(set(first)) == len(set(again)) == 20
    assert set(first).isdisjoint(again)
