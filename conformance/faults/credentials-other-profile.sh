# code: D-OTHER-PROFILE
# title: two profiles work, the cluster knows the other one
# remedy: yes
# by: self
plant() {
  local other
  other=$(new_user "other-$USER_NAME")
  profile work
  keys work ${other% *} ${other#* }
  export AWS_PROFILE=work
}
