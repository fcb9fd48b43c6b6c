#include "core/mapping/actionkinds.h"
#include "core/mapping/mapping.h"
#include "core/mapping/values.h"

#include <QSet>
#include <QTest>

using namespace hw;
using mapping::Binding;
using mapping::Mapping;
using mapping::MappingFile;

namespace {

json::Value parsed(const QByteArray& text)
{
    const Result<json::Value> value = json::parse(text);
    return value ? *value : json::Value();
}

QString noId()
{
    return QStringLiteral("map_new");
}

} // namespace

class TestMappingFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheFileAsItIs();
    void ordersKeys();
    void givesIds();
    void bindings_data();
    void bindings();
    void wrongShapes_data();
    void wrongShapes();
    void newerFormatIsRefused();
    void problems_data();
    void problems();
    void duplicateIds();
    void setParameterKeepsTheOrder();
    void listsExpressions();
    void eventTypes_data();
    void eventTypes();
    void tableOfActions();
    void normalises_data();
    void normalises();
};

void TestMappingFile::keepsTheFileAsItIs()
{
    const QByteArray text("{\n"
                          "  \"format\": 1,\n"
                          "  \"mappings\": [\n"
                          "    {\n"
                          "      \"id\": \"map_1\",\n"
                          "      \"eventType\": \"customer.*\",\n"
                          "      \"active\": false,\n"
                          "      \"when\": {\n"
                          "        \"all\": [\n"
                          "          {\n"
                          "            \"path\": \"body.data.object.email\",\n"
                          "            \"op\": \"exists\"\n"
                          "          }\n"
                          "        ]\n"
                          "      },\n"
                          "      \"action\": \"users_identify\",\n"
                          "      \"parameters\": {\n"
                          "        \"id\": {\n"
                          "          \"path\": \"body.data.object.id\"\n"
                          "        },\n"
                          "        \"name\": {\n"
                          "          \"path\": \"body.name\",\n"
                          "          \"default\": null,\n"
                          "          \"hint\": \"kept\"\n"
                          "        },\n"
                          "        \"properties\": {\n"
                          "          \"value\": {\n"
                          "            \"z\": 1.0,\n"
                          "            \"a\": 12345678901234567890\n"
                          "          }\n"
                          "        },\n"
                          "        \"mood\": {\n"
                          "          \"expression\": \"body.a ? 1 : 2\"\n"
                          "        }\n"
                          "      },\n"
                          "      \"environments\": [\n"
                          "        \"production\"\n"
                          "      ],\n"
                          "      \"comment\": {\n"
                          "        \"by\": \"Ada\"\n"
                          "      }\n"
                          "    }\n"
                          "  ],\n"
                          "  \"generator\": \"by hand\"\n"
                          "}\n");
    const Result<MappingFile> file = mapping::mappingFileFromJson(parsed(text), noId);
    QVERIFY(file);
    QCOMPARE(json::write(toJson(*file), json::Style::Indented), text);
    QVERIFY(*mapping::mappingFileFromJson(toJson(*file), noId) == *file);
    const Mapping& first = file->mappings.front();
    QCOMPARE(first.id, QStringLiteral("map_1"));
    QVERIFY(!first.active);
    QVERIFY(first.when.has_value());
    QCOMPARE(first.environments, QStringList{QStringLiteral("production")});
    QCOMPARE(first.parameter(u"properties")->value[u"a"].numberText(), QByteArray("12345678901234567890"));
    QVERIFY(first.parameter(u"email") == nullptr);
}

void TestMappingFile::ordersKeys()
{
    const Result<MappingFile> file = mapping::mappingFileFromJson(
        parsed("{\"mappings\":[{\"parameters\":{\"zeta\":{\"value\":1},\"email\":{\"default\":\"x\",\"path\":\"b\"},"
               "\"alpha\":{\"value\":2},\"id\":{\"path\":\"a\"}},\"action\":\"users_identify\",\"note\":1,"
               "\"eventType\":\"a\",\"id\":\"map_1\"}],\"format\":1}"),
        noId);
    QVERIFY(file);
    QCOMPARE(json::write(toJson(*file)),
             QByteArray("{\"format\":1,\"mappings\":[{\"id\":\"map_1\",\"eventType\":\"a\",\"active\":true,"
                        "\"action\":\"users_identify\",\"parameters\":{\"id\":{\"path\":\"a\"},"
                        "\"email\":{\"path\":\"b\",\"default\":\"x\"},\"zeta\":{\"value\":1},\"alpha\":{\"value\":2}},"
                        "\"note\":1}]}"));
}

void TestMappingFile::givesIds()
{
    int made = 0;
    const auto makeId = [&made] { return QStringLiteral("map_made%1").arg(++made); };
    const Result<MappingFile> file = mapping::mappingFileFromJson(
        parsed("{\"format\":1,\"mappings\":[{\"eventType\":\"a\",\"action\":\"users_delete\"},"
               "{\"id\":\"map_own\",\"eventType\":\"a\",\"action\":\"users_delete\"},"
               "{\"id\":\"\",\"eventType\":\"a\",\"action\":\"users_delete\"}]}"),
        makeId);
    QVERIFY(file);
    QCOMPARE(file->mappings[0].id, QStringLiteral("map_made1"));
    QCOMPARE(file->mappings[1].id, QStringLiteral("map_own"));
    QCOMPARE(file->mappings[2].id, QStringLiteral("map_made2"));
    QVERIFY(file->mappings[0].active);
}

void TestMappingFile::bindings_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind");

    const auto row = [](const char* text, Binding::Kind kind) {
        QTest::newRow(text) << QByteArray(text) << static_cast<int>(kind);
    };
    row("{\"path\":\"body.id\"}", Binding::Kind::AtPath);
    row("{\"path\":\"body..id\",\"default\":3}", Binding::Kind::AtPath);
    row("{\"value\":null}", Binding::Kind::Literal);
    row("{\"value\":{\"path\":\"body.id\"}}", Binding::Kind::Literal);
    row("{\"expression\":\"1\",\"default\":[],\"x\":1}", Binding::Kind::Expression);
    row("{\"path\":\"a\",\"value\":1}", Binding::Kind::Malformed);
    row("{\"path\":1}", Binding::Kind::Malformed);
    row("{\"expression\":{}}", Binding::Kind::Malformed);
    row("{\"default\":1}", Binding::Kind::Malformed);
    row("{}", Binding::Kind::Malformed);
    row("\"body.id\"", Binding::Kind::Malformed);
    row("null", Binding::Kind::Malformed);
}

void TestMappingFile::bindings()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, kind);
    const Binding binding = Binding::fromJson(parsed(text));
    QCOMPARE(static_cast<int>(binding.kind), kind);
    QCOMPARE(json::write(binding.toJson()), text);
}

void TestMappingFile::wrongShapes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("place");

    const auto row = [](const char* text, const char* place) {
        QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(place);
    };
    row("[]", "the file");
    row("{\"mappings\":[]}", "format");
    row("{\"format\":1}", "mappings");
    row("{\"format\":1,\"mappings\":{}}", "mappings");
    row("{\"format\":1,\"mappings\":[3]}", "mappings[0]");
    row("{\"format\":1,\"mappings\":[{\"action\":\"a\"}]}", "mappings[0].eventType");
    row("{\"format\":1,\"mappings\":[{\"eventType\":\"a\",\"action\":1}]}", "mappings[0].action");
    row("{\"format\":1,\"mappings\":[{\"id\":5,\"eventType\":\"a\",\"action\":\"b\"}]}", "mappings[0].id");
    row("{\"format\":1,\"mappings\":[{\"eventType\":\"a\",\"action\":\"b\",\"active\":\"yes\"}]}",
        "mappings[0].active");
    row("{\"format\":1,\"mappings\":[{\"eventType\":\"a\",\"action\":\"b\",\"parameters\":[]}]}",
        "mappings[0].parameters");
    row("{\"format\":1,\"mappings\":[{\"eventType\":\"a\",\"action\":\"b\",\"environments\":\"production\"}]}",
        "mappings[0].environments");
    row("{\"format\":1,\"mappings\":[{\"eventType\":\"a\",\"action\":\"b\",\"environments\":[1]}]}",
        "mappings[0].environments");
}

void TestMappingFile::wrongShapes()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, place);
    const Result<MappingFile> file = mapping::mappingFileFromJson(parsed(text), noId);
    QVERIFY(!file);
    QCOMPARE(file.error().code, ErrorCode::InvalidArgument);
    QCOMPARE(file.error().args.size(), 3);
    QCOMPARE(file.error().args.at(0), place);
}

void TestMappingFile::newerFormatIsRefused()
{
    const Result<MappingFile> file = mapping::mappingFileFromJson(parsed("{\"format\":2,\"mappings\":[]}"), noId);
    QVERIFY(!file);
    QCOMPARE(file.error().code, ErrorCode::WorkspaceTooNew);
}

void TestMappingFile::problems_data()
{
    QTest::addColumn<QByteArray>("mapping");
    QTest::addColumn<QStringList>("problems"); // "where code column"

    const auto row = [](const char* name, const char* mapping, const QStringList& problems) {
        QTest::newRow(name) << QByteArray("{\"id\":\"map_1\",\"eventType\":\"a\",") + mapping + '}' << problems;
    };
    row("good", "\"action\":\"users_identify\",\"parameters\":{\"id\":{\"path\":\"id\"}}", {});
    row("unknown action", "\"action\":\"users_greet\"", {QStringLiteral("action action_unknown 0")});
    row("required missing", "\"action\":\"users_merge\",\"parameters\":{\"id\":{\"path\":\"id\"}}",
        {QStringLiteral("parameters/from_user_id required_missing 0")});
    row("empty literal", "\"action\":\"users_delete\",\"parameters\":{\"id\":{\"value\":\"\"}}",
        {QStringLiteral("parameters/id required_missing 0")});
    row("default fills", "\"action\":\"users_delete\",\"parameters\":{\"id\":{\"value\":null,\"default\":\"u\"}}", {});
    row("unknown parameter",
        "\"action\":\"users_delete\",\"parameters\":{\"id\":{\"path\":\"id\"},\"nmae\":{\"value\":1}}",
        {QStringLiteral("parameters/nmae parameter_unknown 0")});
    row("bad path", "\"action\":\"users_delete\",\"parameters\":{\"id\":{\"path\":\"body..id\"}}",
        {QStringLiteral("parameters/id path_invalid 6")});
    row("malformed", "\"action\":\"users_delete\",\"parameters\":{\"id\":\"body.id\"}",
        {QStringLiteral("parameters/id binding_malformed 0")});
    row("empty expression", "\"action\":\"users_delete\",\"parameters\":{\"id\":{\"expression\":\" \"}}",
        {QStringLiteral("parameters/id expression_empty 0")});
    row("wrong literal", "\"action\":\"users_delete\",\"parameters\":{\"id\":{\"value\":true}}",
        {QStringLiteral("parameters/id wrong_type 0")});
    row("wrong default", "\"action\":\"users_delete\",\"parameters\":{\"id\":{\"path\":\"id\",\"default\":[]}}",
        {QStringLiteral("parameters/id/default wrong_type 0")});
    row("condition",
        "\"action\":\"users_delete\",\"parameters\":{\"id\":{\"path\":\"id\"}},"
        "\"when\":{\"all\":[{\"path\":\"a\",\"op\":\"is\"},{\"path\":\".\",\"op\":\"exists\"}]}",
        {QStringLiteral("when/all/0 op_unknown 0"), QStringLiteral("when/all/1 path_invalid 1")});
}

void TestMappingFile::problems()
{
    QFETCH(const QByteArray, mapping);
    QFETCH(const QStringList, problems);
    const Result<Mapping> read = mapping::mappingFromJson(parsed(mapping), QStringLiteral("m"), noId);
    QVERIFY(read);
    QStringList found;
    for (const mapping::Problem& problem : mapping::validate({*read})) {
        QCOMPARE(problem.mappingId, QStringLiteral("map_1"));
        found.append(QStringLiteral("%1 %2 %3").arg(problem.where, problem.code).arg(problem.column));
    }
    QCOMPARE(found, problems);
}

void TestMappingFile::duplicateIds()
{
    Mapping one;
    one.id = QStringLiteral("map_1");
    one.action = QStringLiteral("users_delete");
    one.setParameter(QStringLiteral("id"), Binding::path(QStringLiteral("id")));
    const std::vector<mapping::Problem> problems = mapping::validate({one, one});
    QStringList codes;
    for (const mapping::Problem& problem : problems)
        codes.append(problem.code);
    QCOMPARE(codes, (QStringList{QStringLiteral("event_type_missing"), QStringLiteral("id_duplicate"),
                                 QStringLiteral("event_type_missing")}));
}

void TestMappingFile::setParameterKeepsTheOrder()
{
    Mapping made;
    made.action = QStringLiteral("users_identify");
    for (const char* name : {"email", "other", "id", "name"})
        made.setParameter(QString::fromLatin1(name), Binding::literal(1));
    made.setParameter(QStringLiteral("email"), Binding::literal("a@example.com"));
    QStringList names;
    for (const auto& parameter : made.parameters)
        names.append(parameter.first);
    QCOMPARE(names.join(QLatin1Char(' ')), QStringLiteral("id name email other"));
    QCOMPARE(made.parameter(u"email")->value.toString(), QStringLiteral("a@example.com"));
}

void TestMappingFile::listsExpressions()
{
    Mapping made;
    made.id = QStringLiteral("map_1");
    made.action = QStringLiteral("users_identify");
    made.when = mapping::Condition::any({mapping::Condition::expression(QStringLiteral("body.on"))});
    made.setParameter(QStringLiteral("id"), Binding::path(QStringLiteral("id")));
    made.setParameter(QStringLiteral("name"), Binding::expression(QStringLiteral("body.a + body.b")));
    const std::vector<mapping::ExpressionSource> expected{
        {QStringLiteral("map_1/when/any/0"), QStringLiteral("body.on")},
        {QStringLiteral("map_1/parameters/name"), QStringLiteral("body.a + body.b")}};
    QVERIFY(mapping::expressionsOf({made}) == expected);
}

void TestMappingFile::eventTypes_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("type");
    QTest::addColumn<bool>("matches");

    const auto row = [](const char* pattern, const char* type, bool matches) {
        QTest::addRow("%s ~ %s", pattern, type) << QString::fromUtf8(pattern) << QString::fromUtf8(type) << matches;
    };
    row("customer.created", "customer.created", true);
    row("customer.created", "customer.Created", false);
    row("customer.created", "customer.created.now", false);
    row("customer.*", "customer.created", true);
    row("customer.*", "customer.subscription.created", true);
    row("customer.*", "customer", false);
    row("customer.*", "customers.created", false);
    row("*", "anything", true);
    row("*", "unknown", true);
    row("*", "", true);
    row("*.created", "customer.created", true);
    row("*.created", "customer.created.created", true);
    row("*.created", "customer.updated", false);
    row("a*b*c", "axxbyybzzc", true);
    row("a*b*c", "axxcyyb", false);
    row("auth.users:*", "auth.users:INSERT", true);
    row("$identify", "$identify", true);
    row("**", "x", true);
    row("", "", true);
    row("", "x", false);
    row("a?", "ab", false);
}

void TestMappingFile::eventTypes()
{
    QFETCH(const QString, pattern);
    QFETCH(const QString, type);
    QFETCH(const bool, matches);
    QCOMPARE(mapping::eventTypeMatches(pattern, type), matches);
}

void TestMappingFile::tableOfActions()
{
    QCOMPARE(mapping::actionKinds().size(), size_t(16));
    QSet<QString> names;
    size_t order = 0;
    for (const mapping::ActionKind& kind : mapping::actionKinds()) {
        const QString name = QString::fromLatin1(kind.name);
        names.insert(name);
        QCOMPARE(mapping::executionOrder(name), order++);
        QVERIFY(mapping::findActionKind(name) == &kind);
        QVERIFY(kind.parameters.front().required);
        if (kind.splitBy)
            QVERIFY(kind.limit > 0 && mapping::findParameter(kind, QString::fromLatin1(kind.splitBy)));
        // Each placeholder of the API path is a parameter that always has a value.
        const QStringList parts = QString::fromLatin1(kind.path).split(QLatin1Char('{')).mid(1);
        for (const QString& part : parts) {
            const mapping::Parameter* parameter = mapping::findParameter(kind, part.section(QLatin1Char('}'), 0, 0));
            QVERIFY2(parameter && (parameter->required || parameter->fallback), qPrintable(name + part));
        }
    }
    QCOMPARE(names.size(), 16);
    QCOMPARE(mapping::executionOrder(u"users_greet"), size_t(16));
    QVERIFY(!mapping::findActionKind(u"users_greet"));
}

void TestMappingFile::normalises_data()
{
    using mapping::ParameterType;
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected"); // empty = does not fit

    const auto row = [](ParameterType type, const char* value, const char* expected) {
        QTest::addRow("%s %s", typeName(type), value)
            << static_cast<int>(type) << QByteArray(value) << QByteArray(expected);
    };
    row(ParameterType::Id, "\"u1\"", "\"u1\"");
    row(ParameterType::Id, "12345678901234567890", "\"12345678901234567890\"");
    row(ParameterType::Id, "1.50", "\"1.50\"");
    row(ParameterType::Id, "true", "");
    row(ParameterType::Id, "{\"id\":1}", "");
    row(ParameterType::Text, "\"\"", "\"\"");
    row(ParameterType::Text, "15551234567", "\"15551234567\"");
    row(ParameterType::Text, "{}", "");
    row(ParameterType::Text, "[\"a\"]", "");
    row(ParameterType::Text, "false", "");
    row(ParameterType::Time, "1763910000", "\"2025-11-23T15:00:00.000Z\"");
    row(ParameterType::Time, "1763910000120", "\"2025-11-23T15:00:00.120Z\"");
    row(ParameterType::Time, "\"2025-11-23T16:00:00+01:00\"", "\"2025-11-23T15:00:00.000Z\"");
    row(ParameterType::Time, "\"yesterday\"", "");
    row(ParameterType::Time, "{}", "");
    row(ParameterType::Object, "{\"z\":1,\"a\":null}", "{\"z\":1,\"a\":null}");
    row(ParameterType::Object, "[]", "");
    row(ParameterType::Object, "\"{}\"", "");
    row(ParameterType::Recipients, "\"u1\"", "[\"u1\"]");
    row(ParameterType::Recipients, "7", "[\"7\"]");
    row(ParameterType::Recipients, "{\"id\":7,\"name\":\"Ada\"}", "[{\"id\":\"7\",\"name\":\"Ada\"}]");
    row(ParameterType::Recipients, "{\"collection\":\"teams\",\"id\":\"t1\"}",
        "[{\"collection\":\"teams\",\"id\":\"t1\"}]");
    row(ParameterType::Recipients, "[\"u1\",2,{\"id\":3},{\"collection\":\"c\",\"id\":4}]",
        "[\"u1\",\"2\",{\"id\":\"3\"},{\"collection\":\"c\",\"id\":\"4\"}]");
    row(ParameterType::Recipients, "{\"name\":\"Ada\"}", "");
    row(ParameterType::Recipients, "{\"id\":\"\"}", "");
    row(ParameterType::Recipients, "{\"id\":{}}", "");
    row(ParameterType::Recipients, "{\"collection\":5,\"id\":\"t1\"}", "");
    row(ParameterType::Recipients, "[\"u1\",null]", "");
    row(ParameterType::Recipients, "[[\"u1\"]]", "");
    row(ParameterType::Recipients, "true", "");
    row(ParameterType::Members, "[1]", "[\"1\"]");
    row(ParameterType::Recipient, "{\"collection\":\"teams\",\"id\":\"t1\"}",
        "{\"collection\":\"teams\",\"id\":\"t1\"}");
    row(ParameterType::Recipient, "[\"u1\"]", "");
    row(ParameterType::Tenant, "5", "\"5\"");
    row(ParameterType::Tenant, "{\"id\":\"t\",\"name\":\"Acme\"}", "{\"id\":\"t\",\"name\":\"Acme\"}");
    row(ParameterType::Tenant, "{\"id\":\"t\",\"collection\":\"c\"}", "");
    row(ParameterType::Any, "[1]", "[1]");
}

void TestMappingFile::normalises()
{
    QFETCH(const int, type);
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, expected);
    const std::optional<json::Value> result =
        mapping::normalise(static_cast<mapping::ParameterType>(type), parsed(value));
    QCOMPARE(result ? json::write(*result) : QByteArray(), expected);
}

QTEST_GUILESS_MAIN(TestMappingFile)
#include "tst_mapping_file.moc"
