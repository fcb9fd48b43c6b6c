#include "app/scripthost/babel.h"

#include "core/base/json.h"
#include "core/script/program.h"

#include <QFile>

namespace hw::scripthost {

using script::wire::Reader;
using script::wire::Writer;

namespace {

Error errorFrom(const json::Value& told, const QString& fileName)
{
    Error error;
    const auto message = told[u"message"].toString();
    if (told[u"kind"].toString() == u"unsupported")
        error = Error{ErrorCode::ScriptUnsupported, {message, told[u"hint"].toString()}};
    else
        error = Error{ErrorCode::ScriptSyntax, {message}};
    return error.at(fileName, static_cast<int>(told[u"line"].toInteger()),
                    static_cast<int>(told[u"column"].toInteger()));
}

QByteArray answer(quint32 number, const Error& error)
{
    Writer out;
    out.number(number);
    out.flag(false);
    out.bytes(codeName(error.code));
    out.texts(error.args);
    out.text(error.file);
    out.number<qint32>(error.line);
    out.number<qint32>(error.column);
    return out.buffer();
}

QStringList textsOf(const json::Value& list)
{
    QStringList texts;
    for (const auto& item : list.toArray())
        texts.append(item.toString());
    return texts;
}

script::CompiledProgram programFrom(const json::Value& result, const script::CompileRequest& request)
{
    script::CompiledProgram program;
    program.hash = script::programHash(request);
    program.fileName = request.fileName;
    program.code = result[u"code"].toString().toUtf8();
    for (const auto& place : result[u"lines"].toArray())
        program.lines.push_back({static_cast<int>(place.at(0).toInteger()), static_cast<int>(place.at(1).toInteger()),
                                 static_cast<int>(place.at(2).toInteger(-1))});
    program.functions = textsOf(result[u"functions"]);
    program.exports = textsOf(result[u"exports"]);
    program.polyfills = textsOf(result[u"polyfills"]);
    for (const auto& warning : result[u"warnings"].toArray()) {
        program.warnings.push_back({warning[u"code"].toString(), warning[u"text"].toString(),
                                    static_cast<int>(warning[u"line"].toInteger()),
                                    static_cast<int>(warning[u"column"].toInteger())});
    }
    program.hasMain = result[u"hasMain"].toBool();
    for (const auto& error : result[u"expressionErrors"].toArray()) {
        if (error.isNull())
            program.expressionErrors.emplace_back(std::nullopt);
        else
            program.expressionErrors.emplace_back(errorFrom(error, {}));
    }
    return program;
}

} // namespace

Result<void> BabelCompiler::load()
{
    const auto evaluate = [this](const QString& text, const QString& name) -> Result<void> {
        const auto value = m_engine.evaluate(text, name);
        if (value.isError())
            return Error{ErrorCode::ScriptHostFailed, {name + QStringLiteral(": ") + value.toString()}};
        return {};
    };
    // What Babel expects of its surroundings.
    auto made = evaluate(QStringLiteral("var window = this, self = this, globalThis = this, process = undefined; var "
                                        "console = { log() {}, warn() {}, error() {} };"),
                         QStringLiteral("surroundings"));
    for (const auto* name : {"weakmaps.js", "babel.min.js", "instrument.js", "corrections.js", "contextuse.js",
                             "awaits.js", "places.js", "compile.js"}) {
        if (!made)
            return made;
        QFile file(QStringLiteral(":/headwater/script/") + QLatin1String(name));
        if (!file.open(QIODevice::ReadOnly))
            return Error{ErrorCode::ScriptHostFailed, {QStringLiteral("no resource ") + QLatin1String(name)}};
        made = evaluate(QString::fromUtf8(file.readAll()), QString::fromLatin1(name));
    }
    m_compile = m_engine.globalObject().property(QStringLiteral("hwCompile"));
    return made;
}

QByteArray BabelCompiler::compile(QByteArrayView payload)
{
    Reader in(payload);
    const auto number = in.number<quint32>();
    script::CompileRequest request;
    request.fileName = in.text();
    request.source = in.bytes();
    request.expressions = in.texts();
    request.mode = static_cast<script::CompileRequest::Mode>(in.number<quint8>());

    json::Object object;
    object.append(QStringLiteral("fileName"), request.fileName);
    object.append(QStringLiteral("source"), QString::fromUtf8(request.source));
    json::Array expressions;
    for (const auto& expression : request.expressions)
        expressions.emplace_back(expression);
    object.append(QStringLiteral("expressions"), expressions);
    if (request.mode == script::CompileRequest::Mode::Debug)
        object.append(QStringLiteral("mode"), QStringLiteral("debug"));
    else if (request.mode == script::CompileRequest::Mode::Evaluate)
        object.append(QStringLiteral("mode"), QStringLiteral("evaluate"));

    const auto told = m_compile.call({QString::fromUtf8(json::write(object))});
    if (told.isError())
        return answer(number, Error{ErrorCode::ScriptSyntax, {told.toString()}}.at(request.fileName, 0, 0));
    const auto result = json::parse(told.toString().toUtf8());
    if (!result)
        return answer(number, Error{ErrorCode::ScriptHostFailed, {QStringLiteral("the compiler's answer is damaged")}});
    if ((*result)[u"error"].isObject())
        return answer(number, errorFrom((*result)[u"error"], request.fileName));
    Writer out;
    out.number(number);
    out.flag(true);
    out.bytes(script::serialize(programFrom(*result, request)));
    return out.buffer();
}

bool BabelCompiler::run(Channel& channel)
{
    Channel::Frame frame;
    while (channel.read(frame)) {
        if (frame.type != script::protocol::Type::Compile ||
            !channel.write(script::protocol::Type::Compiled, compile(frame.payload)))
            return false;
    }
    return true;
}

} // namespace hw::scripthost
