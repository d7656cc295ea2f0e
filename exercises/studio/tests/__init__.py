"""Tests of the studio's geometry and of its language."""
