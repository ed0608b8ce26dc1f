# code: T-REFUSED
# title: the token in the kubeconfig is of an access key that was deleted since
# doctor: --cluster-name eks-cluster --region ap-northeast-2
# remedy: yes
# by: self
plant() {
  local token fresh
  token=$(old_token 1) # not the one of this second, which the API server may have seen already
  fresh=$(iam CreateAccessKey UserName="$USER_NAME")
  rm "$HOME/.aws/credentials"
  keys default "$(xml AccessKeyId <<<"$fresh")" "$(xml SecretAccessKey <<<"$fresh")"
  iam DeleteAccessKey UserName="$USER_NAME" AccessKeyId="$(cut -d' ' -f1 "$SCRATCH/keys")" >/dev/null
  edit_kubeconfig --arg token "$token" '.users[].user = {token: $token}'
}
