#pragma once

#include "ui/models/sourcesettingspresenter.h"

#include <QDialog>

class QLineEdit;
class QVBoxLayout;

namespace hw::widgets {

class Button;
class Label;
class Theme;

/// A source's key, with the way to change it.
class SourceKeys final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceKeys)

public:
    SourceKeys(const Theme& theme, models::SourceSettingsPresenter& presenter, QWidget* parent = nullptr);

    void refresh();

private:
    models::SourceSettingsPresenter& m_presenter;
    Label* m_key;
    Button* m_change;
};

/// The other keys that answer for a source: when each was last used, and a button that ends it.
class OtherKeyRows final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OtherKeyRows)

public:
    OtherKeyRows(const Theme& theme, models::SourceSettingsPresenter& presenter, QWidget* parent = nullptr);

private:
    void refresh();

    const Theme& m_theme;
    models::SourceSettingsPresenter& m_presenter;
    QVBoxLayout* m_rows;
};

/// Asks for a new key and says what it changes. Opened by open(), deleted when closed; the key is changed by its yes.
class SourceKeyDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceKeyDialog)

public:
    SourceKeyDialog(const Theme& theme, models::SourceSettingsPresenter& presenter, QWidget* parent);

private:
    void review();

    models::SourceSettingsPresenter& m_presenter;
    QLineEdit* m_edit;
    Label* m_problem;
    Label* m_effects;
    Button* m_accept;
};

} // namespace hw::widgets
