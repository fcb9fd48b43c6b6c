#include <QProcess>
#include <QTcpServer>
#include <QTest>

/// The walls around a script host, tried from within by a process that stands behind the same ones.
class TestSandbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worksOutside();
    void refuses_data();
    void refuses();

private:
    int probe(const QString& what);

    QTcpServer m_server;
};

int TestSandbox::probe(const QString& what)
{
    if (!m_server.isListening() && !m_server.listen(QHostAddress::LocalHost))
        return -1;
    return QProcess::execute(QStringLiteral(HW_BIN_DIR "/../tests/sandboxprobe"),
                             {what, QString::number(m_server.serverPort())});
}

void TestSandbox::worksOutside()
{
    QCOMPARE(probe(QStringLiteral("control")), 1);
}

void TestSandbox::refuses_data()
{
    QTest::addColumn<QString>("what");
    for (const auto* what : {"read", "write", "list", "stat", "socket", "unix-socket", "connect", "fork", "exec",
                             "kill", "ptrace", "remove", "memory"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void TestSandbox::refuses()
{
    QFETCH(QString, what);
#if defined(__SANITIZE_ADDRESS__)
    QSKIP("a sanitizer needs what the walls forbid");
#endif
    QCOMPARE(probe(what), 0);
}

QTEST_GUILESS_MAIN(TestSandbox)
#include "tst_sandbox.moc"
