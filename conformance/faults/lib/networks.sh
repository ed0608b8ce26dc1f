# Networks that are not there, for scripts whose header says so: # stand-in: proxy, dns, the API server, ... Sourced by
# lib.sh.

# network WHAT [ARG...]: starts a stand-in (see StandIn.java) and prints its port: tls KEYSTORE, proxy STATUS, text FILE,
# silent, gateway KEYSTORE AUTHORITIES SERVER-FILE. It ends with the script.
network() {
  local java what=$1 file i
  shift
  read -r java <"$FAULTS_ROOT/cli/target/dist/java-home"
  file=$SCRATCH/port-$what-$RANDOM
  background "$java/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "$FAULTS_ROOT/conformance/faults/StandIn.java" "$what" "$file" "$@"
  for i in $(seq 1 100); do
    if [ -f "$file" ]; then cat "$file"; return 0; fi
    sleep 0.1
  done
  cat "$SCRATCH/background.log" >&2
  return 1
}

# foreign_keystore NAME: a PKCS#12 store with a certificate for NAME (an address or a host) that a foreign authority
# would have signed; prints the file.
foreign_keystore() {
  local java san=dns:$1
  read -r java <"$FAULTS_ROOT/cli/target/dist/java-home"
  case $1 in *[!0-9.]*) ;; *) san=ip:$1 ;; esac
  "$java/bin/keytool" -genkeypair -alias stand-in -keyalg EC -dname 'CN=Inspecting proxy, O=Somebody else' -ext "SAN=$san" \
    -validity 30 -storetype PKCS12 -keystore "$SCRATCH/foreign.p12" -storepass changeit >/dev/null 2>&1
  printf '%s\n' "$SCRATCH/foreign.p12"
}

# closed_port: a port of 127.0.0.1 on which nobody listens.
closed_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 10000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  printf '%s\n' "$port"
}

NO_HOST=eks.invalid # a name that never resolves (RFC 6761)

# own_cluster [URL [VPC_CONFIG]]: a cluster of the script's own, $USER_NAME, of which EKS says that its API server is at that
# address; without one, that it is being made, for ever. Nothing runs behind it. VPC_CONFIG is as for aws eks
# create-cluster: endpointPublicAccess=false,...
own_cluster() {
  as_admin aws eks create-cluster --name "$USER_NAME" --role-arn "arn:aws:iam::$ACCOUNT:role/eks-cluster-role" \
    --resources-vpc-config "subnetIds=subnet-0a1b2c3d4e5f60718${2:+,$2}" ${1:+--tags "sandbox:endpoint=$1"} >/dev/null
}

# cluster_at URL [VPC_CONFIG]: likewise, and a kubeconfig for it.
cluster_at() {
  own_cluster "$@"
  rm -f "$HOME/.kube/config"
  aws eks update-kubeconfig --name "$USER_NAME" --region "$REGION"
}

# behind_gateway: a colleague whose kubeconfig leads to a company's gateway before the API server, with a certificate of the
# company's authority, and who may not ask EKS for the cluster. The gateway shows the certificate of $SCRATCH/gateway.p12
# and leads to the address in $SCRATCH/server.
behind_gateway() {
  local port
  colleague
  company_certificate gateway -1d
  kubectl config view --minify -o jsonpath='{.clusters[0].cluster.server}' | sed 's#https://##' >"$SCRATCH/server"
  port=$(network gateway "$SCRATCH/gateway.p12" "$AWS_CA_BUNDLE" "$SCRATCH/server")
  kubectl config set-cluster "$CLUSTER_ARN" --server="https://127.0.0.1:$port" --certificate-authority="$SCRATCH/company.pem" --embed-certs >/dev/null
  iam DeleteUserPolicy UserName="$USER_NAME" PolicyName=eks-DescribeCluster >/dev/null
}

# company_certificate NAME BEGIN: $SCRATCH/NAME.p12, with a certificate for 127.0.0.1 that the company's authority, in
# $SCRATCH/company.pem, signed for 30 days from BEGIN on: -1d.
company_certificate() {
  local java
  read -r java <"$FAULTS_ROOT/cli/target/dist/java-home"
  company_keys() { "$java/bin/keytool" "$@" -storepass changeit >/dev/null 2>&1; }
  if [ ! -f "$SCRATCH/company.p12" ]; then
    company_keys -genkeypair -alias company -keyalg EC -dname 'CN=Company authority' -ext bc:c -startdate -60d -validity 365 -keystore "$SCRATCH/company.p12"
    company_keys -exportcert -rfc -alias company -file "$SCRATCH/company.pem" -keystore "$SCRATCH/company.p12"
  fi
  cp "$SCRATCH/company.p12" "$SCRATCH/$1.p12"
  company_keys -genkeypair -alias server -keyalg EC -dname 'CN=Gateway, O=Company' -ext SAN=ip:127.0.0.1 -signer company -startdate "$2" -validity 30 -keystore "$SCRATCH/$1.p12"
  company_keys -delete -alias company -keystore "$SCRATCH/$1.p12"
}
