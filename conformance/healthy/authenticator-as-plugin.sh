# title: aws-iam-authenticator as the credential plugin
# needs: aws-iam-authenticator
start() {
  colleague
  edit_kubeconfig --arg cluster "$CLUSTER" --arg region "$REGION" '.users[].user.exec = {apiVersion: "client.authentication.k8s.io/v1beta1", command: "aws-iam-authenticator", args: ["token", "-i", $cluster], env: [{name: "AWS_REGION", value: $region}]}'
}
