# code: C-NOT-ACTIVE
# title: the cluster is being made, and nothing answers for it yet
# stand-in: the API server
# remedy: none it takes EKS some minutes
plant() {
  as_admin aws eks create-cluster --name "$USER_NAME" --role-arn "arn:aws:iam::$ACCOUNT:role/eks-cluster-role" \
    --resources-vpc-config subnetIds=subnet-0a1b2c3d4e5f60718 >/dev/null
  # As it was written for one of the same name that has been deleted.
  sed -i "s:cluster/$CLUSTER\$:cluster/$USER_NAME:; s:- $CLUSTER\$:- $USER_NAME:; s#server: .*#server: https://127.0.0.1:$(closed_port)#" "$HOME/.kube/config"
}
