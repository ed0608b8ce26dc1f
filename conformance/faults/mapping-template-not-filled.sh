# code: M-TEMPLATE
# title: a person's role has a node's user name, which no person's session fills
# doctor: --with aws-auth.yaml
# remedy: yes
# by: administrator
start() {
  role_by_argument
  as_admin kubectl create clusterrolebinding "$USER_NAME" --clusterrole=view --user="viewer-$USER_NAME:EKSGetTokenAuth" >/dev/null
}
plant() {
  unmap
  map_role "$ROLE" 'system:node:{{EC2PrivateDNSName}}' "$VIEWERS"
  shown_map
}
