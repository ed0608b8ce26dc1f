# code: X-PLUGIN-OLD
# title: the AWS CLI on the PATH answers in a version that kubectl dropped
# stand-in: aws 1.16.232
# remedy: yes
# by: self
plant() {
  stand_in aws <<'END'
case "$*" in
  --version) echo 'aws-cli/1.16.232 Python/3.6.9 Linux/5.10 botocore/1.12.222' ;;
  *get-token*) "$REAL" "$@" | sed 's:client.authentication.k8s.io/v1beta1:client.authentication.k8s.io/v1alpha1:' ;;
  *) exec "$REAL" "$@" ;;
esac
END
}
