"""The pictures: every hold drawn from its joints, still and as a timer that moves."""
