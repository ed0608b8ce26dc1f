# code: T-VERSION
# title: a wrapper around aws answers in a version other than it is asked in
# stand-in: aws, wrapped by somebody
# remedy: yes
# by: self
plant() {
  stand_in aws <<'END'
case "$*" in
  *get-token*) "$REAL" "$@" | sed 's:client.authentication.k8s.io/v1beta1:client.authentication.k8s.io/v1:' ;;
  *) exec "$REAL" "$@" ;;
esac
END
}
