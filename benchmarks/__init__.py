"""Measurements that can be repeated: each module prints one, and ends with 1 where a promise is missed."""
