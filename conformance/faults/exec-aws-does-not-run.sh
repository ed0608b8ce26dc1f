# code: X-BROKEN
# title: the AWS CLI's Python is gone
# stand-in: aws, before the real one on the PATH
# remedy: yes
# by: self
plant() {
  stand_in aws </dev/null
  printf '#!/opt/python-3.6/bin/python3\n' >"$SCRATCH/bin/aws"
}
