# code: D-EXPIRED
# title: a session in the variables is over; the profile's keys are good
# remedy: yes
# by: self
plant() {
  local got
  got=$(aws sts get-session-token --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text | tr '\t' ' ')
  set -- $got
  export AWS_ACCESS_KEY_ID=$1 AWS_SECRET_ACCESS_KEY=$2 AWS_SESSION_TOKEN=$3
  trouble sessions-ended="$(date -u +%FT%TZ -d '+1 second')"
}
