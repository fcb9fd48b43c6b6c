#include "core/engine/sourceruntime.h"
#include "core/engine/typesearch.h"

#include <QTest>

using namespace hw;
using namespace hw::engine;

class TestTypeSearch final : public QObject
{
    Q_OBJECT

    catalog::Catalog m_catalog = catalog::Catalog::load();

private Q_SLOTS:
    void aliasesAreFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* text, const char* expected) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
        };
        row("type:customer.subscription.cancelled",
            "type:customer.subscription.cancelled,customer.subscription.deleted");
        row("status:failed type:customer.subscription.create source:x",
            "status:failed type:customer.subscription.create,customer.subscription.created source:x");
        row("-type:org.created,user.created type:customer.create",
            "-type:org.created,user.created,organization.created type:customer.create,customer.created");
        row("type:order_completed", "type:order_completed,\"order completed\"");
        row("type:customer.created", "type:customer.created");
        row("type:\"org.created\"", "type:\"org.created\"");
        row("org.created", "org.created");
        row("", "");
    }

    void aliasesAreFound()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const auto filter = store::Filter::parse(text, {});
        QVERIFY(filter.hasValue());
        const TypeSearch search = withAliases(*filter, m_catalog);
        QCOMPARE(search.text, expected);
        QCOMPARE(search.used.empty(), text == expected);
        QVERIFY(store::Filter::parse(search.text, {}).hasValue());
    }

    void mappingsMayBeWrittenWithAliases()
    {
        workspace::SourceState state;
        mapping::Mapping mapping;
        mapping.eventType = QStringLiteral("customer.subscription.cancelled");
        state.mappings.mappings = {mapping};
        state.source.ignoredTypes = {QStringLiteral("customer.create"), QStringLiteral("charge.*")};
        const auto runtime = makeRuntime(state, nullptr, catalog::Catalog::aliasesOf(QStringLiteral("stripe")));
        QCOMPARE(runtime->mappings.front().eventType, QStringLiteral("customer.subscription.deleted"));
        const QStringList ignored{QStringLiteral("customer.created"), QStringLiteral("charge.*")};
        QCOMPARE(runtime->settings.ignoredTypes, ignored);
        QCOMPARE(catalog::Catalog::aliasesOf(QStringLiteral("stripe")), m_catalog.find(u"stripe")->aliases);
        QVERIFY(catalog::Catalog::aliasesOf(QStringLiteral("nobody")).empty());
    }
};

QTEST_GUILESS_MAIN(TestTypeSearch)
#include "tst_typesearch.moc"
