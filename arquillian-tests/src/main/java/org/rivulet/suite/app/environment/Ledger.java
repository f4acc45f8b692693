package org.rivulet.suite.app.environment;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Rows in a database that takes part in transactions. Nothing is looked up before it is used: not every server has it. */
@DataSourceDefinition(
        name = Ledger.DATABASE,
        className = "org.h2.jdbcx.JdbcDataSource",
        url = "jdbc:h2:mem:suite;DB_CLOSE_DELAY=-1",
        user = "sa",
        password = "")
@ApplicationScoped
public class Ledger {

    static final String DATABASE = "java:module/jdbc/suite";

    /** Adds a row; within a transaction of its own if there is none. */
    @Transactional
    public void add(String key) {
        insert(key);
    }

    /** Adds a row, and fails. */
    @Transactional
    public void addAndFail(String key) {
        insert(key);
        throw new IllegalStateException("after the row");
    }

    /** The rows that everybody sees. */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public int count(String key) {
        try (Connection connection = open();
                PreparedStatement select = connection.prepareStatement("select count(*) from ledger where name = ?")) {
            select.setString(1, key);
            try (ResultSet result = select.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        } catch (SQLException | NamingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Creates the table, which would commit the transaction. */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void prepare() {
        try (Connection connection = open();
                PreparedStatement create =
                        connection.prepareStatement("create table if not exists ledger (name varchar(100))")) {
            create.execute();
        } catch (SQLException | NamingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void insert(String key) {
        try (Connection connection = open();
                PreparedStatement insert = connection.prepareStatement("insert into ledger values (?)")) {
            insert.setString(1, key);
            insert.execute();
        } catch (SQLException | NamingException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("BanJNDI") // a constant name
    private static Connection open() throws SQLException, NamingException {
        return InitialContext.<DataSource>doLookup(DATABASE).getConnection();
    }
}
