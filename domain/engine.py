"""Piccolo's engine, whose transactions give their connection back however they end."""

from types import TracebackType

import asyncpg
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction

# The database cannot be reached, or will not do it now; the same may succeed later. What is refused for good, such as
# a value no column can hold, is not among these. A connection that was told of a crash raises the internal error.
DATABASE_AWAY = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.PostgresSystemError,
    asyncpg.TransactionRollbackError,
    asyncpg.ReadOnlySQLTransactionError,
)


class ReleasingTransaction(PostgresTransaction):
    """Piccolo 1.38's own keeps its connection, and stays the current one, when its BEGIN, COMMIT or ROLLBACK fails."""

    async def __aenter__(self) -> PostgresTransaction:
        if self._parent is not None:
            return self._parent
        self.connection = await self.get_connection()  # type: ignore[no-untyped-call]
        self.transaction = self.connection.transaction()
        try:
            await self.begin()  # type: ignore[no-untyped-call]
        except BaseException:
            await self._release()
            raise
        self.context = self.engine.current_transaction.set(self)
        return self

    async def __aexit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        if self._parent is not None:
            return exception is None
        self.engine.current_transaction.reset(self.context)
        try:
            if not self._committed and not self._rolled_back:
                await (self._undo() if exception else self.commit())  # type: ignore[no-untyped-call]
        finally:
            await self._release()
        return exception is None

    async def _undo(self) -> None:
        try:
            await self.rollback()  # type: ignore[no-untyped-call]
        except DATABASE_AWAY:
            # The error that led here says more; and a connection that is lost is rolled back by the server.
            return

    async def _release(self) -> None:
        try:
            if self.engine.pool:
                await self.engine.pool.release(self.connection)
            else:
                await self.connection.close()
        except DATABASE_AWAY:
            # It is lost, and the pool has thrown it away.
            return


class Engine(PostgresEngine):
    """For `domain.piccolo_conf`."""

    def transaction(self, allow_nested: bool = True) -> ReleasingTransaction:
        return ReleasingTransaction(engine=self, allow_nested=allow_nested)
