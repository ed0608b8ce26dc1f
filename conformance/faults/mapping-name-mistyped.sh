# code: M-TYPO
# title: the entry's user has two letters the other way round
# doctor: --with aws-auth.yaml
# remedy: yes
# by: administrator
plant() {
  unmap
  map_user "${USER_ARN/mapping/mappign}" "$USER_NAME" "$VIEWERS"
  shown_map
}
