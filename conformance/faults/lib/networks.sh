# Networks that are not there, for scripts whose header says so: # stand-in: proxy, dns, the API server, ... Sourced by
# lib.sh.

# network WHAT [ARG...]: starts a stand-in (see StandIn.java) and prints its port: tls KEYSTORE, proxy STATUS, text FILE,
# silent. It ends with the script.
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
