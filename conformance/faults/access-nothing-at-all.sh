# code: P-NOTHING
# title: mapped, into no group and bound to nothing
# remedy: yes
# by: administrator
plant() {
  unmap
  map_user "$USER_ARN" "$USER_NAME"
}
