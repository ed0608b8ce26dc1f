# code: X-KUBECTL-OLD
# title: a kubectl of 2020, and an exec entry of client.authentication.k8s.io/v1
# stand-in: kubectl 1.20, which says of its version what that says and refuses what that refuses
# remedy: yes
# by: self
plant() {
  sallyport kubeconfig update --name "$CLUSTER" >/dev/null
  edit_kubeconfig '.users[].user.exec |= (.apiVersion = "client.authentication.k8s.io/v1" | .interactiveMode = "Never")'
  stand_in kubectl <<'END'
case " $* " in
  *' version '*)
    case $* in
      *json*) echo '{"clientVersion": {"major": "1", "minor": "20", "gitVersion": "v1.20.15", "goVersion": "go1.15.15", "platform": "linux/amd64"}}' ;;
      *) echo 'Client Version: version.Info{Major:"1", Minor:"20", GitVersion:"v1.20.15", Platform:"linux/amd64"}' ;;
    esac
    exit
    ;;
  *' config '*) exec "$REAL" "$@" ;;
esac
if grep -q 'client.authentication.k8s.io/v1"\?,\?$' "${KUBECONFIG:-$HOME/.kube/config}"; then
  echo 'Unable to connect to the server: getting credentials: exec plugin: invalid apiVersion "client.authentication.k8s.io/v1"' >&2
  exit 1
fi
exec "$REAL" "$@"
END
}
