#include "ui/models/mappingcondition.h"
#include "ui/models/mappingpreviewmodel.h"
#include "ui/models/mappingslotsmodel.h"
#include "ui/models/mappingtext.h"
#include "ui/models/mappingtypesmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace hw::models {

using mapping::Binding;
using mapping::Condition;
using mapping::Op;
using mapping::ParameterType;

namespace {

MappingType typeOf(const char* name, qint64 events, int actions, bool ignored = false)
{
    MappingType type;
    type.name = QLatin1String(name);
    type.pattern = type.name.contains(u'*');
    type.events = events;
    type.actions = actions;
    type.ignored = ignored;
    return type;
}

} // namespace

class MappingModelsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typesCountFilterAndBadges();
    void typesChangeRowByRow();
    void slotsChangeInPlace();
    void previewKeepsItsShape();
    void typedTextBecomesBinding_data();
    void typedTextBecomesBinding();
    void bindingTextReadsBack_data();
    void bindingTextReadsBack();
    void literalsOfConditionsReadBack_data();
    void literalsOfConditionsReadBack();
    void misfitsHaveReasons();
    void conditionsKeepTheirForm();
};

void MappingModelsTest::typesCountFilterAndBadges()
{
    MappingTypesModel model;
    const QAbstractItemModelTester tester(&model);
    model.setTypes({typeOf("customer.*", 9, 1), typeOf("customer.created", 5, 2), typeOf("invoice.paid", 4, 0),
                    typeOf("invoice.void", 0, 0), typeOf("payout.paid", 2, 0, true)});
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.rowCount(model.index(0)), 0);
    QCOMPARE(model.countOf(MappingTypesModel::Show::All), 4);
    QCOMPARE(model.countOf(MappingTypesModel::Show::Seen), 3);
    QCOMPARE(model.countOf(MappingTypesModel::Show::Unmapped), 1);
    QCOMPARE(model.handledCount(), 2);
    QCOMPARE(model.index(2).data(MappingTypesModel::BadgeRole).toString(), QStringLiteral("unmapped"));
    QCOMPARE(model.index(3).data(MappingTypesModel::BadgeRole).toString(), QString());
    QCOMPARE(model.index(4).data(MappingTypesModel::BadgeRole).toString(), QStringLiteral("ignored"));
    QCOMPARE(model.index(1).data(MappingTypesModel::CountRole).toString(), QStringLiteral("5"));
    model.setFilter(QStringLiteral("INVOICE"), MappingTypesModel::Show::All);
    QCOMPARE(model.rowCount(), 2);
    model.setFilter({}, MappingTypesModel::Show::Unmapped);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.rowOf(QStringLiteral("invoice.paid")), 0);
    QCOMPARE(model.rowOf(QStringLiteral("customer.created")), -1);
}

void MappingModelsTest::typesChangeRowByRow()
{
    MappingTypesModel model;
    const QAbstractItemModelTester tester(&model);
    model.setTypes({typeOf("a", 1, 0), typeOf("b", 1, 0), typeOf("c", 1, 0)});
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    const QPersistentModelIndex last(model.index(2));
    model.setTypes({typeOf("c", 2, 0), typeOf("new", 1, 0), typeOf("a", 1, 0)});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("c"));
    QCOMPARE(model.index(1).data().toString(), QStringLiteral("new"));
    QCOMPARE(model.index(2).data().toString(), QStringLiteral("a"));
    model.setTypes({typeOf("c", 3, 0), typeOf("new", 1, 0), typeOf("a", 1, 0)});
    QCOMPARE(changes.count(), 1);
    QCOMPARE(resets.count(), 0);
}

void MappingModelsTest::slotsChangeInPlace()
{
    MappingSlotsModel model;
    const QAbstractItemModelTester tester(&model);
    MappingSlot slot;
    slot.ref = {QStringLiteral("map_1"), QStringLiteral("id"), -1};
    slot.title = QStringLiteral("User ID");
    slot.required = true;
    model.setSlots({slot});
    QCOMPARE(model.rowCount(model.index(0)), 0);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    slot.text = QStringLiteral("body.id");
    slot.content = MappingSlot::Content::Path;
    model.setSlots({slot});
    QCOMPARE(resets.count(), 0);
    QCOMPARE(model.index(0).data(MappingSlotsModel::TextRole).toString(), QStringLiteral("body.id"));
    QVERIFY(model.index(0).data(MappingSlotsModel::RequiredRole).toBool());
    QCOMPARE(model.find(slot.ref)->title, QStringLiteral("User ID"));
    QVERIFY(!model.find({QStringLiteral("map_2"), QStringLiteral("id"), -1}));
    model.setSlots({});
    QCOMPARE(resets.count(), 1);
}

void MappingModelsTest::previewKeepsItsShape()
{
    MappingPreviewModel model;
    const QAbstractItemModelTester tester(&model);
    PreviewRow row{QStringLiteral("hw_1"),
                   QStringLiteral("14:32:44"),
                   {{QStringLiteral("cus_1"), false}},
                   {QStringLiteral("Ready"), QStringLiteral("check"), Tone::Ok},
                   {}};
    model.setRows({{QStringLiteral("User ID"), QStringLiteral("Identify user"), {}}}, {row});
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
    QCOMPARE(model.columnCount(), 3);
    QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("User ID"));
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    row.cells[0] = {QStringLiteral("cus_2"), false};
    model.setRows({{QStringLiteral("User ID"), QStringLiteral("Identify user"), QStringLiteral("body.x")}}, {row});
    QCOMPARE(resets.count(), 0);
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("cus_2"));
    QCOMPARE(model.headerData(1, Qt::Horizontal, MappingPreviewModel::PathRole).toString(), QStringLiteral("body.x"));
    QCOMPARE(model.index(0, 2).data().toString(), QStringLiteral("Ready"));
    QCOMPARE(model.rowOf(QStringLiteral("hw_1")), 0);
}

void MappingModelsTest::typedTextBecomesBinding_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("json"); // empty = refused

    const auto row = [](const char* name, const char* text, ParameterType type, const char* json) {
        QTest::newRow(name) << QString::fromUtf8(text) << static_cast<int>(type) << QByteArray(json);
    };
    row("path", "body.data.id", ParameterType::Id, "{\"path\":\"body.data.id\"}");
    row("root alone", "preprocess", ParameterType::Object, "{\"path\":\"preprocess\"}");
    row("broken path", "body.data[", ParameterType::Id, "");
    row("bracket", "body[\"odd key\"]", ParameterType::Id, "{\"path\":\"body[\\\"odd key\\\"]\"}");
    row("text that is no root", "bodyguard", ParameterType::Text, "{\"value\":\"bodyguard\"}");
    row("expression", "= body.a + 1", ParameterType::Text, "{\"expression\":\"body.a + 1\"}");
    row("empty expression", "=", ParameterType::Text, "");
    row("number stays text for an id", "42", ParameterType::Id, "{\"value\":\"42\"}");
    row("object", "{\"plan\":\"pro\"}", ParameterType::Object, "{\"value\":{\"plan\":\"pro\"}}");
    row("broken object", "{plan}", ParameterType::Object, "");
    row("list of recipients", "[\"a\",\"b\"]", ParameterType::Recipients, "{\"value\":[\"a\",\"b\"]}");
    row("one recipient", "a", ParameterType::Recipients, "{\"value\":\"a\"}");
    row("any number", "12", ParameterType::Any, "{\"value\":12}");
}

void MappingModelsTest::typedTextBecomesBinding()
{
    QFETCH(QString, text);
    QFETCH(int, type);
    QFETCH(QByteArray, json);
    const Result<Binding> binding = bindingFromText(text, static_cast<ParameterType>(type));
    QCOMPARE(binding.hasValue(), !json.isEmpty());
    if (binding)
        QCOMPARE(json::write(binding->toJson()), json);
}

void MappingModelsTest::bindingTextReadsBack_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("type");
    QTest::newRow("path") << QByteArray("{\"path\":\"body.a\"}") << static_cast<int>(ParameterType::Id);
    QTest::newRow("text") << QByteArray("{\"value\":\"plan-changed\"}") << static_cast<int>(ParameterType::Id);
    QTest::newRow("object") << QByteArray("{\"value\":{\"a\":[1,2.50]}}") << static_cast<int>(ParameterType::Object);
    QTest::newRow("expression") << QByteArray("{\"expression\":\"body.a\"}") << static_cast<int>(ParameterType::Id);
}

void MappingModelsTest::bindingTextReadsBack()
{
    QFETCH(QByteArray, json);
    QFETCH(int, type);
    const Binding binding = Binding::fromJson(*json::parse(json));
    const Result<Binding> again = bindingFromText(bindingText(binding), static_cast<ParameterType>(type));
    QVERIFY(again);
    QCOMPARE(json::write(again->toJson()), json);
}

void MappingModelsTest::literalsOfConditionsReadBack_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char* json : {"false", "12", "\"12\"", "\"false\"", "\"a b\"", "[1,\"b\"]", "\"\"", "null", "\"{\""})
        QTest::newRow(json) << QByteArray(json);
}

void MappingModelsTest::literalsOfConditionsReadBack()
{
    QFETCH(QByteArray, json);
    const json::Value value = *json::parse(json);
    QCOMPARE(json::write(literalFromText(literalText(value))), json);
}

void MappingModelsTest::misfitsHaveReasons()
{
    const mapping::ActionKind* kind = mapping::findActionKind(u"users_identify");
    const mapping::Parameter* email = mapping::findParameter(*kind, u"email");
    const QString reason = misfitText(QStringLiteral("users_identify"), *email, json::Object{{QStringLiteral("a"), 1}});
    QVERIFY2(reason.contains(QStringLiteral("Email")) && reason.contains(QStringLiteral("an object")),
             qPrintable(reason));
    QCOMPARE(misfitText(QStringLiteral("users_identify"), *email, nullptr), QString());
    QCOMPARE(misfitText(QStringLiteral("users_identify"), *email, "a@b.example"), QString());
    QCOMPARE(parameterTitle(QStringLiteral("users_identify"), QStringLiteral("id")), QStringLiteral("User ID"));
    QCOMPARE(parameterTitle(QStringLiteral("objects_set"), QStringLiteral("collection")), QStringLiteral("Collection"));
}

void MappingModelsTest::conditionsKeepTheirForm()
{
    std::optional<Condition> when;
    QCOMPARE(testsOf(when)->size(), size_t(0));
    const Condition live = Condition::test(QStringLiteral("body.livemode"), Op::Equals, false);
    setTests(when, {live});
    const QByteArray written = json::write(when->toJson());
    QVERIFY2(written.contains("all"), written.constData());

    when = live; // a test that stands alone in the file stays alone
    auto tests = testsOf(when);
    QCOMPARE(tests->size(), size_t(1));
    setTests(when, *tests);
    QVERIFY(when->kind == Condition::Kind::Test);
    tests->push_back(Condition::test(QStringLiteral("body.a"), Op::Exists));
    setTests(when, *tests);
    QVERIFY(when->kind == Condition::Kind::All);
    QCOMPARE(when->children.size(), size_t(2));

    when = Condition::any({live});
    QVERIFY(!testsOf(when));
    mapping::Mapping mapping;
    mapping.id = QStringLiteral("map_1");
    mapping.when = when;
    const ConditionForm form = formOf(mapping);
    QVERIFY(!form.editable);
    QVERIFY(form.text.contains(QStringLiteral("livemode")));
    setTests(when, {});
    QVERIFY(!when);
}

} // namespace hw::models

QTEST_GUILESS_MAIN(hw::models::MappingModelsTest)
#include "tst_mappingmodels.moc"
