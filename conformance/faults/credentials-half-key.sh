# code: D-HALF-KEY
# title: AWS_ACCESS_KEY_ID is left over, and its secret is not
# remedy: yes
# by: self
plant() { export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE; }
