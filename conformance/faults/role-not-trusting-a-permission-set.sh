# code: D-ROLE-DENIED
# title: the role's trust policy does not name the permission set, whose people may look at it
# remedy: yes
# by: administrator
start() {
  local name=Team-$FAULTS_RUN sso
  sso=$(permission_set "$name")
  iam PutRolePolicy RoleName="${sso##*/}" PolicyName=assume PolicyDocument="$(policy sts:AssumeRole '*')" >/dev/null
  iam PutRolePolicy RoleName="${sso##*/}" PolicyName=look PolicyDocument="$(policy iam:GetRole '*')" >/dev/null
  sso_profile team "$name"
  sso_login
  map_role "$(new_role "viewer-$USER_NAME" "{\"AWS\": \"arn:aws:iam::$ACCOUNT:root\"}")" "$USER_NAME" "$VIEWERS"
  profile viewer role_arn="arn:aws:iam::$ACCOUNT:role/viewer-$USER_NAME" source_profile=team
  kubeconfig --profile viewer
}
plant() {
  trust "viewer-$USER_NAME" "{\"AWS\": \"arn:aws:iam::$ACCOUNT:role/eks-cluster-role\"}"
  rm -rf "$HOME/.aws/cli"
}
