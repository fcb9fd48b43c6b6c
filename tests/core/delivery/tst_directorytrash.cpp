#include "core/delivery/directorytrash.h"
#include "tests/core/delivery/directoryfixture.h"

#include <QTest>

using namespace hw;
using namespace hw::delivery;

namespace {

/// Everything that the Directory's tables hold, in an order of its own.
QByteArray whole(test::Directory& directory)
{
    QByteArray text;
    for (const char* table : {"directory_entity", "directory_audience", "directory_member", "directory_subscription",
                              "directory_channel_data", "directory_preferences", "directory_run", "counter"}) {
        auto rows = directory.database().prepare(QByteArray("SELECT * FROM main.") + table + " ORDER BY 1, 2");
        if (!rows)
            return table;
        text += QByteArray(table) + '\n';
        while (*rows->step()) {
            for (int column = 0; column < rows->columnCount(); ++column)
                text += rows->blob(column) + '|';
            text += '\n';
        }
    }
    return text;
}

WriteContext contextOf(test::Directory& directory)
{
    return {directory.database(), test::development, QStringLiteral("hw_1"), fromMicroseconds(1)};
}

/// One of each kind, everything connected with ada.
void fill(test::Directory& directory)
{
    for (const auto& [kind, payload] : {
             std::pair("users_identify", R"({"id":"ada","email":"ada@example.com","properties":{"plan":"pro"}})"),
             std::pair("users_identify", R"({"id":"grace"})"),
             std::pair("preferences_set", R"({"id":"ada","preferences":{"workflows":{"a":true}}})"),
             std::pair("channel_data_set", R"({"id":"ada","channel_id":"c1","data":{"tokens":["t"]}})"),
             std::pair("objects_set", R"({"collection":"orders","id":"o1","name":"Order"})"),
             std::pair("tenants_set", R"({"id":"acme","name":"Acme"})"),
             std::pair("objects_subscribe", R"({"collection":"orders","object_id":"o1","recipients":["ada","grace"]})"),
             std::pair("audiences_add_member", R"({"key":"beta","members":["ada","grace"]})"),
             std::pair("audiences_add_member", R"({"key":"beta","members":["grace"],"tenant":"acme"})"),
             std::pair("workflows_trigger", R"({"key":"welcome","recipients":["ada"]})"),
         })
        (void)directory.apply(kind, payload);
}

} // namespace

class TestDirectoryTrash final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesAndComesBack_data();
    void goesAndComesBack();
    void whatWasMadeAnewStays();
    void nothingThere();
    void severalAtOnce();
};

void TestDirectoryTrash::goesAndComesBack_data()
{
    QTest::addColumn<DirectoryTarget>("target");
    QTest::newRow("user") << DirectoryTarget{DirectoryKind::Users, {{}, QStringLiteral("ada")}, {}};
    QTest::newRow("object") << DirectoryTarget{
        DirectoryKind::Objects, {QStringLiteral("orders"), QStringLiteral("o1")}, {}};
    QTest::newRow("tenant") << DirectoryTarget{
        DirectoryKind::Tenants, {QStringLiteral("$tenants"), QStringLiteral("acme")}, {}};
    QTest::newRow("audience") << DirectoryTarget{DirectoryKind::Audiences, {{}, QStringLiteral("beta")}, {}};
    QTest::newRow("subscription") << DirectoryTarget{
        DirectoryKind::Subscriptions, {QStringLiteral("orders"), QStringLiteral("o1")}, {{}, QStringLiteral("ada")}};
    QTest::newRow("run") << DirectoryTarget{DirectoryKind::WorkflowRuns, {}, {}};
}

void TestDirectoryTrash::goesAndComesBack()
{
    QFETCH(DirectoryTarget, target);
    test::Directory directory;
    fill(directory);
    if (target.kind == DirectoryKind::WorkflowRuns)
        target.ref.id = directory.names(DirectoryKind::WorkflowRuns, "id");
    const QByteArray before = whole(directory);
    const auto countOf = [&] { return *directory.reader().count(target.kind, test::development); };
    const qint64 rows = countOf();
    const Result<qint64> number = trashRow(contextOf(directory), target);
    QVERIFY(number && *number > 0);
    QCOMPARE(countOf(), rows - 1);
    QVERIFY(whole(directory) != before);
    const Result<bool> restored = restoreRow(directory.database(), *number);
    QVERIFY(restored && *restored);
    QCOMPARE(whole(directory), before);
    // Once is enough.
    const Result<bool> again = restoreRow(directory.database(), *number);
    QVERIFY(again && !*again);
    QCOMPARE(whole(directory), before);
}

void TestDirectoryTrash::whatWasMadeAnewStays()
{
    test::Directory directory;
    fill(directory);
    const DirectoryTarget ada{DirectoryKind::Users, {{}, QStringLiteral("ada")}, {}};
    const Result<qint64> number = trashRow(contextOf(directory), ada);
    QVERIFY(number && *number > 0);
    (void)directory.apply("users_identify", R"({"id":"ada","email":"new@example.com"})");
    QVERIFY(restoreRow(directory.database(), *number));
    QCOMPARE(directory.value(DirectoryKind::Users, "ada")[u"email"].toString(), QStringLiteral("new@example.com"));
    QCOMPARE(*directory.database().number("SELECT value FROM counter WHERE name = 'directory.users'"),
             std::optional<qint64>(2));
    QCOMPARE(directory.value(DirectoryKind::Audiences, "beta")[u"member_count"].toInteger(), 3);
}

void TestDirectoryTrash::nothingThere()
{
    test::Directory directory;
    fill(directory);
    const QByteArray before = whole(directory);
    const Result<qint64> number =
        trashRow(contextOf(directory), {DirectoryKind::Users, {{}, QStringLiteral("nobody")}, {}});
    QVERIFY(number);
    QCOMPARE(*number, 0);
    QCOMPARE(whole(directory), before);
}

void TestDirectoryTrash::severalAtOnce()
{
    test::Directory directory;
    fill(directory);
    const QByteArray before = whole(directory);
    const auto ada = trashRow(contextOf(directory), {DirectoryKind::Users, {{}, QStringLiteral("ada")}, {}});
    const auto beta = trashRow(contextOf(directory), {DirectoryKind::Audiences, {{}, QStringLiteral("beta")}, {}});
    QVERIFY(ada && beta && *ada != *beta);
    // In the order of undoing, and in the other: the member follows its audience only where that is there.
    QVERIFY(restoreRow(directory.database(), *beta));
    QVERIFY(restoreRow(directory.database(), *ada));
    QCOMPARE(whole(directory), before);
}

QTEST_GUILESS_MAIN(TestDirectoryTrash)
#include "tst_directorytrash.moc"
