# code: I-UNKNOWN-KEY
# title: a key in the variables was deleted; the profile's is good
# remedy: yes
# by: self
plant() {
  local old
  old=$(iam CreateAccessKey UserName="$USER_NAME")
  AWS_ACCESS_KEY_ID=$(xml AccessKeyId <<<"$old")
  AWS_SECRET_ACCESS_KEY=$(xml SecretAccessKey <<<"$old")
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
  iam DeleteAccessKey UserName="$USER_NAME" AccessKeyId="$AWS_ACCESS_KEY_ID" >/dev/null
}
