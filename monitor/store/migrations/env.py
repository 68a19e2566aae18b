"""What Alembic runs for each upgrade or downgrade: on the connection that it is handed."""

from alembic import context

from monitor.store.schema import VERSION_TABLE
from monitor.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,  # SQLite changes a table by building it anew
    transactional_ddl=True,  # all or nothing, on SQLite too
)
with context.begin_transaction():
    context.run_migrations()
