#include "core/delivery/directory.h"
#include "ui/models/directorymodel.h"
#include "ui/models/directorytext.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

namespace hw::models {

using delivery::DirectoryAudience;
using delivery::DirectoryKind;
using delivery::DirectoryObject;
using delivery::DirectoryRow;
using delivery::DirectoryRun;
using delivery::DirectoryUser;

namespace {

const Timestamp now = fromMicroseconds(1795000000000000);

DirectoryRow user(const QString& id, json::Object properties = {})
{
    DirectoryUser entry;
    entry.id = id;
    entry.name = QStringLiteral("Name of ") + id;
    entry.properties = std::move(properties);
    entry.updatedAt = now;
    return {entry, 0, {}};
}

std::vector<DirectoryRow> users(const QString& ids)
{
    std::vector<DirectoryRow> rows;
    for (const QChar id : ids)
        rows.push_back(user(id));
    return rows;
}

DirectoryRow run(qint64 seq)
{
    DirectoryRun entry;
    entry.seq = seq;
    entry.id = QString::number(seq);
    entry.workflow = QStringLiteral("welcome");
    entry.triggeredAt = now;
    return {entry, 0, {}};
}

} // namespace

class DirectoryModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsComeFromTheData_data();
    void columnsComeFromTheData();
    void cells();
    void appends();
    void refreshes_data();
    void refreshes();
    void refreshChangesRowsInPlace();
    void runsStandNewestFirst();
    void asksForMoreUntilComplete();
    void runStatus_data();
    void runStatus();
    void times();

private:
    static QString idsOf(const DirectoryModel& model)
    {
        QString ids;
        for (int row = 0; row < model.rowCount(); ++row)
            ids += targetOf(model.row(row)).ref.id;
        return ids;
    }
    static QStringList headersOf(const DirectoryModel& model)
    {
        QStringList headers;
        for (int column = 0; column < model.columnCount(); ++column)
            headers << model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        return headers;
    }

    FixedClock m_clock{now};
};

void DirectoryModelTest::columnsComeFromTheData_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("headers");
    QTest::newRow("users") << static_cast<int>(DirectoryKind::Users)
                           << QStringLiteral("Name,User ID,Email,Phone,Tenant,Plan,Last seen at,Audiences,Updated");
    QTest::newRow("objects") << static_cast<int>(DirectoryKind::Objects)
                             << QStringLiteral("Collection,Object ID,Updated");
    QTest::newRow("audiences") << static_cast<int>(DirectoryKind::Audiences)
                               << QStringLiteral("Audience,Members,Created,Updated");
    QTest::newRow("runs") << static_cast<int>(DirectoryKind::WorkflowRuns)
                          << QStringLiteral("Workflow,Status,Recipients,Cancellation key,Triggered");
    QTest::newRow("no subscriptions") << static_cast<int>(DirectoryKind::Subscriptions)
                                      << QStringLiteral("Object,Recipient,Updated");
}

void DirectoryModelTest::columnsComeFromTheData()
{
    QFETCH(const int, kind);
    QFETCH(const QString, headers);
    std::vector<DirectoryRow> rows;
    switch (static_cast<DirectoryKind>(kind)) {
    case DirectoryKind::Users: {
        // The two properties that most rows have; nested ones and the one that stands in a column already do not count.
        const json::Object nested{{QStringLiteral("a"), 1}};
        rows.push_back(user(QStringLiteral("a"), {{QStringLiteral("seldom"), 1},
                                                  {QStringLiteral("plan"), "pro"},
                                                  {QStringLiteral("tenant"), "t1"},
                                                  {QStringLiteral("meta"), nested}}));
        rows.push_back(user(QStringLiteral("b"), {{QStringLiteral("plan"), "pro"},
                                                  {QStringLiteral("last_seen_at"), "2026"},
                                                  {QStringLiteral("tenant"), "t1"},
                                                  {QStringLiteral("meta"), nested}}));
        rows.push_back(user(QStringLiteral("c"), {{QStringLiteral("last_seen_at"), "2026"}}));
        rows.back().tenant = QStringLiteral("t1");
        std::get<DirectoryUser>(rows.front().entry).phoneNumber = QStringLiteral("+1");
        break;
    }
    case DirectoryKind::Objects: {
        DirectoryObject object;
        object.collection = QStringLiteral("projects");
        object.id = QStringLiteral("p1");
        rows.push_back({object, 0, {}});
        break;
    }
    case DirectoryKind::Audiences:
        rows.push_back({DirectoryAudience{QStringLiteral("vip"), 2, now, now, {}}, 0, {}});
        break;
    case DirectoryKind::WorkflowRuns:
        rows.push_back(run(1));
        std::get<DirectoryRun>(rows.front().entry).cancellationKey = QStringLiteral("k");
        break;
    default: break;
    }
    DirectoryModel model(m_clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.load(static_cast<DirectoryKind>(kind), std::move(rows), true);
    QCOMPARE(headersOf(model).join(QLatin1Char(',')), headers);
}

void DirectoryModelTest::cells()
{
    DirectoryModel model(m_clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    DirectoryRow row = user(QStringLiteral("u1"), {{QStringLiteral("seats"), 12}});
    row.audiences = 3;
    model.load(DirectoryKind::Users, {row}, true);
    using Field = DirectoryModel::Field;
    const auto cell = [&](Field field) { return model.index(0, model.columnOf(field)); };
    QCOMPARE(cell(Field::Name).data().toString(), QStringLiteral("Name of u1"));
    QCOMPARE(cell(Field::Email).data().toString(), QString(enDash));
    QCOMPARE(cell(Field::Property).data().toString(), QStringLiteral("12"));
    QCOMPARE(cell(Field::Audiences).data().toString(), QStringLiteral("3"));
    QCOMPARE(cell(Field::Audiences).data(Qt::AccessibleTextRole).toString(), QStringLiteral("Audiences: 3"));
    QVERIFY(cell(Field::Updated).data(Qt::TextAlignmentRole).value<Qt::Alignment>() & Qt::AlignRight);
    QVERIFY(cell(Field::Id).data(DirectoryModel::MonoRole).toBool());
    QCOMPARE(model.columnOf(Field::Phone), -1);
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
    QCOMPARE(model.rowOf({DirectoryKind::Users, {{}, QStringLiteral("u1")}, {}}), 0);
    QCOMPARE(model.rowOf({DirectoryKind::Tenants, {{}, QStringLiteral("u1")}, {}}), -1);
}

void DirectoryModelTest::appends()
{
    DirectoryModel model(m_clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.load(DirectoryKind::Users, users(QStringLiteral("ab")), false);
    QVERIFY(!model.isComplete());
    model.append(users(QStringLiteral("cd")), true);
    QCOMPARE(idsOf(model), QStringLiteral("abcd"));
    QVERIFY(model.isComplete());
}

void DirectoryModelTest::refreshes_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<int>("first");
    QTest::addColumn<QString>("read");
    QTest::addColumn<bool>("complete");
    QTest::addColumn<QString>("after");
    QTest::addColumn<int>("inserted");
    QTest::addColumn<int>("removed");
    QTest::newRow("same") << "abc" << 0 << "abc" << true << "abc" << 0 << 0;
    QTest::newRow("new at the top") << "cd" << 0 << "abcd" << true << "abcd" << 1 << 0;
    QTest::newRow("new between and at the end") << "ac" << 0 << "abcd" << true << "abcd" << 2 << 0;
    QTest::newRow("gone") << "abcd" << 0 << "ad" << true << "ad" << 0 << 1;
    QTest::newRow("all gone") << "abcd" << 0 << "" << true << "" << 0 << 1;
    QTest::newRow("gone and new") << "abd" << 0 << "bcd" << true << "bcd" << 1 << 1;
    QTest::newRow("part, rows before stay") << "abcd" << 2 << "d" << true << "abd" << 0 << 1;
    QTest::newRow("part, rows behind stay") << "abdef" << 1 << "bcd" << false << "abcdef" << 1 << 0;
    QTest::newRow("part that ends between rows") << "abf" << 1 << "bcd" << false << "abcdf" << 1 << 0;
    QTest::newRow("beyond what was loaded") << "ab" << 0 << "abcd" << false << "abcd" << 1 << 0;
    QTest::newRow("other rows altogether") << "ace" << 0 << "bdf" << true << "bdf" << 3 << 3;
}

void DirectoryModelTest::refreshes()
{
    QFETCH(const QString, before);
    QFETCH(const int, first);
    QFETCH(const QString, read);
    QFETCH(const bool, complete);
    QFETCH(const QString, after);
    QFETCH(const int, inserted);
    QFETCH(const int, removed);
    DirectoryModel model(m_clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.load(DirectoryKind::Users, users(before), true);
    QSignalSpy insertions(&model, &DirectoryModel::rowsInserted);
    QSignalSpy removals(&model, &DirectoryModel::rowsRemoved);
    QSignalSpy resets(&model, &DirectoryModel::modelReset);
    QSignalSpy changes(&model, &DirectoryModel::dataChanged);
    model.refresh(first, users(read), complete);
    QCOMPARE(idsOf(model), after);
    QCOMPARE(insertions.count(), inserted);
    QCOMPARE(removals.count(), removed);
    QCOMPARE(resets.count(), 0);
    QCOMPARE(changes.count(), 0);
    // Rows behind the last one that was read are only known to be there if they are loaded.
    QCOMPARE(model.isComplete(), complete || !after.endsWith(read));
}

void DirectoryModelTest::refreshChangesRowsInPlace()
{
    DirectoryModel model(m_clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.load(DirectoryKind::Users, users(QStringLiteral("abc")), true);
    const QPersistentModelIndex kept = model.index(1, 0);
    std::vector<DirectoryRow> rows = users(QStringLiteral("abc"));
    std::get<DirectoryUser>(rows[1].entry).name = QStringLiteral("Other");
    QSignalSpy changes(&model, &DirectoryModel::dataChanged);
    model.refresh(0, rows, true);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes.front().front().toModelIndex().row(), 1);
    QVERIFY(kept.isValid());
    QCOMPARE(kept.data().toString(), QStringLiteral("Other"));
}

void DirectoryModelTest::runsStandNewestFirst()
{
    DirectoryModel model(m_clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.load(DirectoryKind::WorkflowRuns, {run(10), run(9), run(8)}, true);
    model.refresh(0, {run(300), run(11), run(10), run(9)}, false);
    QCOMPARE(idsOf(model), QStringLiteral("30011") + QStringLiteral("1098"));
}

void DirectoryModelTest::asksForMoreUntilComplete()
{
    DirectoryModel model(m_clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.load(DirectoryKind::Users, users(QStringLiteral("ab")), false);
    QSignalSpy wanted(&model, &DirectoryModel::moreWanted);
    QVERIFY(model.canFetchMore({}));
    QVERIFY(!model.canFetchMore(model.index(0, 0)));
    model.fetchMore({});
    QCOMPARE(wanted.count(), 1);
    model.append({}, true);
    QVERIFY(!model.canFetchMore({}));
    model.fetchMore({});
    QCOMPARE(wanted.count(), 1);
}

void DirectoryModelTest::runStatus_data()
{
    QTest::addColumn<QByteArray>("recipients");
    QTest::addColumn<QByteArray>("unidentified");
    QTest::addColumn<QByteArray>("cancelled");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("icon");
    QTest::newRow("triggered") << QByteArray("[\"a\",\"b\"]") << QByteArray("[\"b\"]") << QByteArray("[]")
                               << "triggered"
                               << "Triggered"
                               << "check";
    QTest::newRow("nobody known") << QByteArray("[\"a\"]") << QByteArray("[\"a\"]") << QByteArray("[]") << "triggered"
                                  << "Nobody reached"
                                  << "alert";
    QTest::newRow("one cancelled") << QByteArray("[\"a\",\"b\"]") << QByteArray("[]") << QByteArray("[\"a\"]")
                                   << "triggered"
                                   << "Cancelled for some"
                                   << "skip";
    QTest::newRow("cancelled") << QByteArray("[\"a\"]") << QByteArray("[]") << QByteArray("[\"a\"]") << "cancelled"
                               << "Cancelled"
                               << "skip";
}

void DirectoryModelTest::runStatus()
{
    QFETCH(const QByteArray, recipients);
    QFETCH(const QByteArray, unidentified);
    QFETCH(const QByteArray, cancelled);
    QFETCH(const QString, status);
    QFETCH(const QString, text);
    QFETCH(const QString, icon);
    DirectoryRun entry;
    const auto list = [](const QByteArray& json) { return json::parse(json).valueOr({}).toArray(); };
    entry.recipients = list(recipients);
    entry.unidentified = list(unidentified);
    entry.cancelled = list(cancelled);
    entry.status = status;
    QCOMPARE(runStatusLabel(entry).text, text);
    QCOMPARE(runStatusLabel(entry).icon, icon);
}

void DirectoryModelTest::times()
{
    using namespace std::chrono_literals;
    const QRegularExpression today(QStringLiteral("^\\d\\d:\\d\\d:\\d\\d$"));
    QVERIFY(today.match(changeTimeText(now, now)).hasMatch());
    QVERIFY(!today.match(changeTimeText(now - 48h, now)).hasMatch());
    QVERIFY(changeTimeText(now - 48h, now).contains(QLatin1Char(':')));
    QVERIFY(!changeTimeText(now - 24h * 700, now).contains(QLatin1Char(':')));
}

} // namespace hw::models

QTEST_GUILESS_MAIN(hw::models::DirectoryModelTest)

#include "tst_directorymodel.moc"
