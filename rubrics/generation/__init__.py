"""The parts of making a rubric draft out of a ladder and criteria."""
