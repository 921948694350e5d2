# Unit programs of the room doctor.
check_PROGRAMS += \
  tests/unit/doctor/test_detect_dialect \
  tests/unit/doctor/test_detect_numbers \
  tests/unit/doctor/test_number_shape \
  tests/unit/doctor/test_record_scan
