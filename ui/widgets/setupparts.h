#pragma once

#include "ui/widgets/chip.h"
#include "ui/widgets/label.h"
#include "ui/widgets/sourceglyph.h"

#include <QAbstractButton>
#include <QTimer>

namespace hw::widgets {

class ToolButton;

/// A provider to choose: glyph, name, how it signs; a check where it is the chosen one.
class ProviderCard final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProviderCard)

public:
    ProviderCard(const Theme& theme, const SourceGlyph& glyph, const QString& name, const QString& note,
                 QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    SourceGlyph m_glyph;
    QString m_note;
};

/// A step of the list: a number, or a check where it is done; its name; a note.
class StepButton final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StepButton)

public:
    StepButton(const Theme& theme, int number, const QString& name, QWidget* parent = nullptr);

    void setNote(const QString& note);
    void setDone(bool done);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void tell();

    const Theme& m_theme;
    int m_number;
    QString m_note;
    bool m_done = false;
};

/// A button that copies a text and shows a check for 2 s.
class CopyButton final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CopyButton)

public:
    CopyButton(const Theme& theme, const QString& accessibleName, QWidget* parent = nullptr);

    void setCopied(const QString& text) { m_text = text; }

private:
    QString m_text;
    ToolButton* m_button;
    QTimer m_back;
};

/// A command or value in mono on a sunken fill, wrapped where it is long, with its copy button.
class CodeBox final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CodeBox)

public:
    CodeBox(const Theme& theme, const QString& code, QWidget* parent = nullptr);

    [[nodiscard]] const QString& code() const { return m_code; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QString m_code;
};

/// What is known or still missing: an icon and a line.
class CheckLine final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CheckLine)

public:
    explicit CheckLine(const Theme& theme, QWidget* parent = nullptr);

    void show(Icon icon, Token ink, const QString& text, Token textInk);
    [[nodiscard]] QString text() const { return m_label->text(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    Icon m_icon = Icon::Clock;
    Token m_ink = Token::Text3;
    Label* m_label;
};

/// A status chip as a widget of its own.
class ChipLabel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChipLabel)

public:
    explicit ChipLabel(const Theme& theme, QWidget* parent = nullptr);

    void setChip(const Chip& chip);
    [[nodiscard]] const Chip& chip() const { return m_chip; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    Chip m_chip;
};

/// A status dot as a widget of its own.
class ChipDot final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChipDot)

public:
    explicit ChipDot(const Theme& theme, QWidget* parent = nullptr);

    void setDot(Token token);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    Token m_token = Token::NeutralBar;
};

/// 4 px that tell that something is waited for: the filled part moves on once a second.
class WaitBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WaitBar)

public:
    explicit WaitBar(const Theme& theme, QWidget* parent = nullptr);

    void setSeconds(qint64 seconds);
    void setFull(bool full); ///< it has come

    [[nodiscard]] QSize sizeHint() const override { return {100, 4}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    qint64 m_seconds = 0;
    bool m_full = false;
};

/// A key cap ("Ctrl N") as a widget.
class KeyCap final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyCap)

public:
    KeyCap(const Theme& theme, const QString& keys, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QString m_keys;
};

/// A text with places to break within long words, so that addresses wrap; for display only.
[[nodiscard]] QString breakable(const QString& text);

} // namespace hw::widgets
