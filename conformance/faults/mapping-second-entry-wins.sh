# code: M-SHADOWED
# title: a second entry for the same user stands below the first, without groups, and wins
# doctor: --with aws-auth.yaml
# remedy: yes
# by: administrator
plant() {
  map_user "$USER_ARN" "$USER_NAME"
  shown_map
}
