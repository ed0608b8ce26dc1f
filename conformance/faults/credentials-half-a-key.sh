# code: D-HALF-KEY
# title: AWS_ACCESS_KEY_ID is set, and AWS_SECRET_ACCESS_KEY is not
# remedy: yes
# by: self
plant() { export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE; }
