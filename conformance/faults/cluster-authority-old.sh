# code: C-CA
# title: the kubeconfig has the authority of a cluster of the same name that was made anew since
# remedy: yes
# by: self
plant() {
  local java
  read -r java <"$FAULTS_ROOT/cli/target/dist/java-home"
  "$java/bin/keytool" -exportcert -rfc -keystore "$(foreign_keystore 127.0.0.1)" -storepass changeit -alias stand-in -file "$SCRATCH/old-ca.pem" 2>/dev/null
  kubectl config set-cluster "$CLUSTER_ARN" --certificate-authority="$SCRATCH/old-ca.pem" --embed-certs >/dev/null
}
