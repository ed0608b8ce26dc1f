# code: I-UNKNOWN-KEY
# title: the key is switched off in IAM
# remedy: yes
# by: administrator
plant() {
  local pair
  pair=$(cat "$SCRATCH/keys")
  iam UpdateAccessKey UserName="$USER_NAME" AccessKeyId="${pair% *}" Status=Inactive >/dev/null
}
