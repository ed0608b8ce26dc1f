# code: D-NO-SESSION-TOKEN
# title: two of a session's three values are in the variables
# remedy: yes
# by: self
plant() {
  local got
  got=$(aws sts get-session-token --query 'Credentials.[AccessKeyId,SecretAccessKey]' --output text | tr '\t' ' ')
  export AWS_ACCESS_KEY_ID=${got% *} AWS_SECRET_ACCESS_KEY=${got#* }
}
