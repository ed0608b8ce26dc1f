# code: D-ROLE-MISSING
# title: role_arn leaves out the role's path
# remedy: yes
# by: self
start() {
  role_colleague
  iam DeleteRolePolicy RoleName="viewer-$USER_NAME" PolicyName=describe >/dev/null
  iam DeleteRole RoleName="viewer-$USER_NAME" >/dev/null
  iam CreateRole RoleName="viewer-$USER_NAME" Path=/team/ AssumeRolePolicyDocument="{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Principal\": {\"AWS\": \"$USER_ARN\"}}]}" >/dev/null
  allow "$USER_NAME" sts:AssumeRole "arn:aws:iam::$ACCOUNT:role/*"
  sed -i 's!:role/!:role/team/!' "$HOME/.aws/config"
}
plant() {
  sed -i 's!:role/team/!:role/!' "$HOME/.aws/config"
  rm -rf "$HOME/.aws/cli"
}
