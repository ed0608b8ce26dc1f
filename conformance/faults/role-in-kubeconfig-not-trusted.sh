# code: D-ROLE-DENIED
# title: the kubeconfig assumes a role that does not trust the person
# remedy: yes
# by: administrator
start() {
  local pair
  new_colleague_keys
  pair=$(cat "$SCRATCH/keys")
  ROLE=$(new_role "viewer-$USER_NAME" "{\"AWS\": \"$USER_ARN\"}")
  allow "$USER_NAME" sts:AssumeRole "$ROLE"
  allow "$USER_NAME" iam:GetRole
  profile default
  keys default ${pair% *} ${pair#* }
  map_role "$ROLE" "$USER_NAME" "$VIEWERS"
  kubeconfig --role-arn "$ROLE"
}
plant() {
  iam UpdateAssumeRolePolicy RoleName="viewer-$USER_NAME" PolicyDocument="{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Principal\": {\"AWS\": \"arn:aws:iam::$ACCOUNT:role/eks-cluster-role\"}}}" >/dev/null
}
