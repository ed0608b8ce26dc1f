# code: X-BROKEN
# title: the AWS CLI on the PATH has lost its Python
# stand-in: aws
# remedy: none it must be installed anew
plant() {
  stand_in aws </dev/null
  printf '#!/opt/python3.6/bin/python\nimport awscli\n' >"$SCRATCH/bin/aws"
}
