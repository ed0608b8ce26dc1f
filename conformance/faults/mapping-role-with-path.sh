# code: M-PATH
# title: the entry's role has its path, and never matches
# doctor: --with aws-auth.yaml
# remedy: yes
# by: administrator
start() { viewer "viewer-$USER_NAME" /team/; }
plant() {
  unmap
  map_role "$ROLE_ARN" "$USER_NAME" "$VIEWERS"
  shown_map
}
