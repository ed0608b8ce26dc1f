# title: the context has a namespace, in which alone the person may read
start() {
  colleague
  unmap
  as_admin kubectl create namespace "$USER_NAME"
  as_admin kubectl create rolebinding viewers -n "$USER_NAME" --clusterrole=view --group="$USER_NAME"
  map_user "$USER_ARN" "$USER_NAME" "$USER_NAME"
  kubectl config set-context --current --namespace="$USER_NAME"
}
