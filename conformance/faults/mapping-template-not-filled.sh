# code: M-TEMPLATE
# title: a person's role has a node's user name, which no person's session fills
# doctor: --with aws-auth.yaml
# remedy: yes
# by: administrator
start() {
  viewer "viewer-$USER_NAME"
  as_admin kubectl create clusterrolebinding "$USER_NAME" --clusterrole=view --user="viewer-$USER_NAME:EKSGetTokenAuth" >/dev/null
}
plant() {
  unmap
  map_role "$ROLE_ARN" 'system:node:{{EC2PrivateDNSName}}' "$VIEWERS"
  shown_map
}
