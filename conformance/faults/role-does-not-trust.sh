# code: D-ROLE-DENIED
# title: the role's trust policy does not name the person
# remedy: none whom the role trusts is for its owner to say
start() {
  local role
  new_colleague_keys
  profile default
  keys default $(cat "$SCRATCH/keys")
  role=$(new_role "viewer-$USER_NAME" "{\"AWS\": \"$USER_ARN\"}")
  allow "$USER_NAME" sts:AssumeRole "$role"
  map_role "$role" "$USER_NAME" "$VIEWERS"
  kubeconfig --role-arn "$role"
}
plant() {
  iam UpdateAssumeRolePolicy RoleName="viewer-$USER_NAME" PolicyDocument="{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Principal\": {\"Service\": \"ec2.amazonaws.com\"}}]}" >/dev/null
}
