# title: a profile with role_arn and source_profile
start() { role_by_profile; }
