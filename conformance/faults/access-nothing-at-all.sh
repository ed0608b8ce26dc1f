# code: P-NOTHING
# title: mapped, into no group and bound to nothing
# remedy: none what they should be allowed is for an administrator to say
plant() {
  unmap
  map_user "$USER_ARN" "$USER_NAME"
}
