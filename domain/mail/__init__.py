"""Letters: kept in a table from the moment they are wanted until they are sent."""
