import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.tomee.embedded.Configuration;
import org.apache.tomee.embedded.Container;

/**
 * An embedded TomEE that is told what to deploy, since its adapter for Arquillian and its distribution cannot be had. Arguments: port, work folder. Takes
 * one command a line, {@code deploy <context> <file>} or {@code undeploy <context>}, and answers {@code SUITE ok} or
 * {@code SUITE failed}.
 */
public final class TomeeLauncher {

    private final Container container;
    private final Set<String> deployed = ConcurrentHashMap.newKeySet();

    private TomeeLauncher(int port, String folder) {
        Properties properties = new Properties();
        properties.setProperty("connector.attributes.address", "127.0.0.1");
        properties.setProperty("openejb.shutdown.hook", "false");
        Configuration configuration = new Configuration().http(port).dir(folder);
        configuration.setStopPort(-1);
        configuration.setProperties(properties);
        configuration.user("ada", "lovelace");
        configuration.user("bob", "builder");
        configuration.role("ada", "admin");
        configuration.role("bob", "guest");
        container = new Container(configuration);
    }

    public static void main(String[] args) throws Exception {
        TomeeLauncher launcher = new TomeeLauncher(Integer.parseInt(args[0]), args[1]);
        Runtime.getRuntime().addShutdownHook(new Thread(launcher::stop));
        System.out.println("SUITE ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println("SUITE " + (launcher.run(line.split(" ")) ? "ok" : "failed"));
        }
        System.exit(0);
    }

    private boolean run(String... words) {
        try {
            if (words[0].equals("deploy")) {
                container.deploy(words[1], new File(words[2]), true);
                deployed.add(words[1]);
            } else {
                deployed.remove(words[1]);
                container.undeploy(words[1]);
            }
            return true;
        } catch (Exception e) {
            e.printStackTrace();
            return false;
        }
    }

    /** As a TomEE of its own does: applications first, then the connectors. */
    private void stop() {
        for (String context : deployed) run("undeploy", context);
        container.close();
    }
}
