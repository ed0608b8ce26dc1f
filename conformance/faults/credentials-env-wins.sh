# code: D-ENV-WINS
# title: keys in the environment win over the profile that is meant
# remedy: yes
# by: self
plant() {
  local other
  other=$(new_user "other-$USER_NAME")
  profile mine
  keys mine $(cat "$SCRATCH/keys")
  export AWS_PROFILE=mine AWS_ACCESS_KEY_ID=${other% *} AWS_SECRET_ACCESS_KEY=${other#* }
}
