"""Commands on calibration and on packets; each file is imported only when one of its commands is called."""
