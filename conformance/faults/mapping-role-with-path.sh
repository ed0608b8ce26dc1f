# code: M-PATH
# title: the entry's role has its path, and never matches
# doctor: --with aws-auth.yaml
# remedy: yes
# by: administrator
start() { role_by_argument /team/; }
plant() {
  unmap
  map_role "$ROLE" "$USER_NAME" "$VIEWERS"
  shown_map
}
