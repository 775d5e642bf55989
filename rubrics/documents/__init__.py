"""Reading ladders, role profiles and hiring criteria from files of many shapes."""
